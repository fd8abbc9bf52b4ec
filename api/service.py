"""The doors of the service that keeps state, in the order its description lists them."""

from fastapi import APIRouter

SERVICE: tuple[APIRouter, ...] = ()
