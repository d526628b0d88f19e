"""Clip the norm of the stochastic gradient, step against it, and project to a ball. Thesis, section 4.4.1, (proj-GClip).

The print of (proj-GClip) leaves the projection out; the text around it says that the domain is bounded and the iterates are projected.
"""

from theorysim.methods.gclip import gclip
from theorysim.methods.projected import projected

projected_gclip = projected(gclip)
