"""What is delivered: written in the transaction of its cause (outbox), sent later (relay)."""
