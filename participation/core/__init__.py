"""What every area stands on: settings, database, intake, errors, clock, jobs, mail, journal."""
