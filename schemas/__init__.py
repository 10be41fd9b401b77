"""What things are: places, the page model, the records, the findings register, errors and vocabulary.

The ground floor: it imports nothing of the floors above it.
"""
