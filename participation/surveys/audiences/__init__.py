"""Who is asked: audiences, the codes that admit to a survey, letters, and the brakes against machines."""
