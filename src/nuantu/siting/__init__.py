"""Where the next stations go: candidates, demand, walking reach, maximal covering with a proven gap."""
