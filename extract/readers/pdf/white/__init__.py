"""Tables that white, shading or half of the rules part."""
