"""Training of the models that ship with the package; needs what each script names."""
