"""What supported claims say about time, as points and constraints on a network.

`points` says which points a claim has, `timeline` puts claims and rules' constraints on the network
and answers from the tightened windows, `states` tells what held of an entity on a day.
"""
