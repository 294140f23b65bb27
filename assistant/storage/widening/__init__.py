"""Changes the width of ids on PostgreSQL while gateways and workers go on.

`columns` lists the ids that got 64 bits with revision 0046, `online` changes the type of whole
numbers without locking a table for longer than a moment, and `catalog` reads what depends on a
column.
"""
