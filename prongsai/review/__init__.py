"""The auditor's desk: each value beside the place it came from, verdicts on a sample, and an error rate with limits.

A run folder goes in, as ``prongsai convert`` writes it. The modules, in the order a value meets them:

fields, confidence   which values of a report can be judged, and how sure the reading was
index                the run in one SQLite file made from its documents; derived, and made again when they change
sizes, sampling      how many to judge, and which
store, standing      verdicts, append-only; which of them stands for a value of the present run
intervals, figures   rates and their limits, overall, by stratum and over documents
overlay, corrections what persons put in place of a value, as a file, and put into a report by ``convert``
sources, render      the source behind a value: text with its characters, pages with their boxes
seek                 where words may stand in a source, for values whose record keeps no place
app                  the pages (Starlette), behind the guard of :mod:`prongsai.review.guard`
desk_file            the same for a sample in one HTML file that needs no server
sheet, imports       what that file carries of a sample, and its verdicts brought back into the journal
"""
