"""What leaves the workbook for people: the weekly summary, reminders, calendar entries."""
