package state

import "testing"

// The results are those of Go's own arithmetic on the types.
func TestArithmetic(t *testing.T) {
	u8, i8, u32, i32, u64 := uint8(200), int8(-128), uint32(0), int32(-2147483648), ^uint64(0)
	for _, c := range []struct {
		x     int64
		op    string
		y     int64
		width int32
		want  int64
	}{
		{int64(u8), "+", 100, -8, int64(u8 + 100)},
		{int64(i8), "-", 1, 8, int64(i8 - 1)},
		{int64(u32), "-", 1, -32, int64(u32 - 1)},
		{int64(i32), "*", 3, 32, int64(i32 * 3)},
		{int64(u8), "<<", 1, -8, int64(u8 << 1)},
		{-1, "^", 5, -32, int64(^uint32(5))},
		{-1, ">>", 60, -64, int64(u64 >> 60)},
		{-1, "/", 2, -64, int64(u64 / 2)},
		{-1, "%", 10, -64, int64(u64 % 10)},
		{-7, "%", 3, 64, -7 % 3},
		{-7, ">>", 1, 32, -7 >> 1},
		{1, "<<", 70, 64, 0},
		{-1, ">", 1, -64, 1},
		{-1, ">", 1, 64, 0},
		{-1, "<=", -1, -64, 1},
		{int64(uint32(1) << 31), "<", 5, -32, 0},
	} {
		if v, ok := arithmetic(c.op, c.x, c.y, c.width); !ok || v.N != c.want {
			t.Errorf("%d %s %d at width %d is %d, want %d", c.x, c.op, c.y, c.width, v.N, c.want)
		}
	}
	for _, op := range []string{"/", "%", "<<", "?"} {
		if v, ok := arithmetic(op, 1, map[string]int64{"<<": -1}[op], 64); ok {
			t.Errorf("1 %s is %d", op, v.N)
		}
	}
}
