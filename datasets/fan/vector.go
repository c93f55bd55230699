package fan

// vector is a triple of x, y and z in the frame its name tells.
type vector [3]float64

func (v vector) dot(w vector) float64 {
	return float64(v[0]*w[0]) + float64(v[1]*w[1]) + float64(v[2]*w[2])
}

// rotation is a matrix by rows: row i is axis i of the new frame, in the old.
type rotation [3]vector

// apply returns v in the new frame.
func (r *rotation) apply(v vector) vector {
	return vector{r[0].dot(v), r[1].dot(v), r[2].dot(v)}
}

// after returns the rotation that does q first and then r.
func (r rotation) after(q rotation) rotation {
	var p rotation
	for i := range p {
		for j := range p[i] {
			p[i][j] = r[i].dot(vector{q[0][j], q[1][j], q[2][j]})
		}
	}
	return p
}

// turned returns the frame turned by u turns about its own axis (0, 1 or 2).
func turned(axis int, u float64) rotation {
	c, s := cosine(u), sine(u)
	r := rotation{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	j, k := (axis+1)%3, (axis+2)%3
	r[j][j], r[j][k] = c, s
	r[k][j], r[k][k] = -s, c
	return r
}
