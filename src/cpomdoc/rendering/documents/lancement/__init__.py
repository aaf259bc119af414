"""The tools of the launch kit, one module each: what it says in Word, and in Excel when people work in it."""
