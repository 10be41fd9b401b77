"""What ``prongsai --help`` prints; made from the commands by ``pytest tests/test_help.py --rewrite``."""

HELP = """\
Usage: prongsai [OPTIONS] COMMAND [ARGS]...

  Thai public agencies' integrity reports, from text, Word and PDF to records
  that can be trusted.

Options:
  --version  Print the version and stop.
  --help     Show this message and exit.

Commands:
  extract  Read one report and print its records.
  convert  Read many reports and write one JSON each, tidy tables, and a...
  status   Show what a run did, also while it goes on: by status, reader,...
  check    Show what reports say wrongly about themselves.
  debug    Draw a page with its glyphs, lines, cells and the roles of its...
  review   Judge values beside their sources in a browser, and state an...
  report   Write a sample as one HTML file, to be judged without a server;...
  schema   Print the JSON Schema of a report.
"""
