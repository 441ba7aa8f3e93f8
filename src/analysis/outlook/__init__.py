"""Possible years held against plan targets: the chance, the growth it would take, scenarios, levers, plans."""
