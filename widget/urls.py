"""Addresses under ``/w/``."""

from django.urls import path, re_path

from widget import views

urlpatterns = [
    re_path(r"^(?P<key>[0-9A-Za-z_-]{1,64})\.js$", views.loader, name="loader"),
    path("a/<path:address>", views.versioned, name="versioned"),
    re_path(r"^face/(?P<member>[0-9a-f]{32})-(?P<digest>[0-9a-f]{1,16})\.png$", views.face, name="face"),
]
app_name = "widget"
