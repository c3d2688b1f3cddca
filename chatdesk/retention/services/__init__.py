"""The only place that forgets. Every step is a short transaction that changes a bounded number of rows."""
