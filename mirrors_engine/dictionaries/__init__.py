"""The finite set of features of each network; `registry` knows which network has which."""
