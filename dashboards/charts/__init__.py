"""Pictures as geometry: values in, frozen coordinates out. Words and colours are the templates'."""
