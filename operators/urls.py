"""Addresses of the desk."""

from django.urls import path

from operators.ticket_view import TicketView
from operators.views import ConsoleView

urlpatterns = [
    path("", ConsoleView.as_view(), name="desk"),
    path("ticket", TicketView.as_view(), name="desk_ticket"),
]
