"""Who struck: the actor that carries out an event, as its sentence or the context tells."""
