"""The cards on the left: data, network, loss."""
