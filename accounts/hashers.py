"""Argon2 with the smaller of the two settings that OWASP names (m = 19 MiB, t = 2, p = 1).

Django's default costs ten times the processor time: twenty-six thousand officers who sign in on a Monday morning
would keep a small server busy for an hour.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2PasswordHasher(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
