"""With lambda = 304 epsilon/L the function L lambda^2/152 f_d(x/lambda) is L-smooth, has a gap of at most Delta, and g is 2 epsilon g_d.

E|g|^alpha = (2 epsilon)^alpha E|g_d|^alpha, and 2 2^alpha <= 8, 2 46^alpha <= 5000. Printed is f_d'(x) for f_d'(x/lambda). Where all
coordinates of x are y lambda, with 1/2 < y, nothing is hidden, and |g| is 2 epsilon |f_d'(y, ..., y)|; at y = 9/10 this is at least
60 (d = 32 coordinates) times 2 epsilon: each but the last has at least 11. Where lambda <= 1/2, f_d'(x) has one coordinate that is not 0, at
most sqrt(e) < 2.
"""
