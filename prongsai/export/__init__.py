"""Reports to files and frames: one module a format; :mod:`prongsai.export.rows` is what they share."""
