"""Many reports in one go: what to read, in limited processes, with a journal of what is done.

sources    paths, folders, patterns, archives -> Input
document   one task -> one Outcome; writes the report's JSON
pool       tasks in limited child processes; a worker that dies costs its own task alone
journal    what is done, for which content, tool and settings
runner     all of it in order
"""
