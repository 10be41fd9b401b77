"""Tables whose cells ruling lines part."""
