package mcu

func init() {
	repeats["n*(n-1)/2"] = func(n, m int64) int64 { return pairs(n) }
	repeats["m*(n==1)"] = func(n, m int64) int64 { return m * count(n == 1) }
	repeats["m*(n*(n-1)/2)"] = func(n, m int64) int64 { return min(m*pairs(n), maxProduct) }
}

// pairs of n, within the same bound as a product.
func pairs(n int64) int64 { return min(n*max(n-1, 0)/2, maxProduct) }
