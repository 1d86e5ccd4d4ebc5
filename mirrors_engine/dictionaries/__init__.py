"""The finite set of features of each network; `registry` maps networks to them."""
