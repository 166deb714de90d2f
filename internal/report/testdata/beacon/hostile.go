package beacon

// Strings that a report must not obey: </script><script>alert(1)</script>
// A bell , an escape [31mred[0m, and reversed: ‮txet‬.
func hostile() {
	größe, 世界, 𝔊 := "größe", "<b>&amp;</b>", `\x1b]0;title\x07`
	wsk.WskDeregister(&größe)
	_, _ = 世界, 𝔊
}
