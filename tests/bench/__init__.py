"""`make bench`: our time, memory and gap beside the peers' and beside the floor, in one run.

Each measurement has a process of its own, so that its peak memory is its own. A peer gets
its best settings and a time limit; its gap is measured by our certificate. The floor is
the time of one pricing pass, which no certificate can do without.
"""
