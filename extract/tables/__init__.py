"""Tables to sheets: titles, headers, joins over pages, and the role of each column."""
