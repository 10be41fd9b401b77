"""Lists in a cell: items, units, and what says nothing or states completion."""

from normalise.lists.splitting import introduces, items, split_items

__all__ = ["introduces", "items", "split_items"]
