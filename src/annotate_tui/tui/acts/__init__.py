"""What the reader's keys do, by the job they belong to. Each action takes the desk."""
