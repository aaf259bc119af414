"""Take what people typed in a workbook of the launch kit back into lancement.yaml."""
