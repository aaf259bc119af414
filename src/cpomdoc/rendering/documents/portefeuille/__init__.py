"""The portfolio: all the contracts of a folder on one day, in Word, in a workbook and as a web page."""
