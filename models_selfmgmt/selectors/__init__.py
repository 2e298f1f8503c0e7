"""What the pages of the register show: frozen values, numbers as thousandths or plain counts."""
