"""What a pop-up may propose for a fresh selection, from the few words around it."""
