//! Escalation: the graph model for conflict resolution, by its definitions.
