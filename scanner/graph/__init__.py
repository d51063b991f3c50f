"""The dependency graph: process, asset, component, party, entity, owner, country."""
