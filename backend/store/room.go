package store

import (
	"fmt"

	"shuangsuiji/backend/inspect"
)

// Room refuses, before anything is written, what does not fit on the disk of
// dir: need bytes and a reserve for names and lists. Where the disk does not say how
// much is free, the writing itself finds out.
func Room(dir string, need int64) error {
	const reserve = 4 << 20
	free, err := freeBytes(dir)
	if err != nil || need < 0 || free >= uint64(need)+reserve {
		return nil
	}
	return inspect.E(inspect.Storage, "磁盘空间不足：约需 %s，“%s”所在的磁盘只剩 %s，没有写入任何内容", gigabytes(uint64(need)+reserve), dir, gigabytes(free)).
		WithRef(dir).WithHint("清理该磁盘，或换一个有足够空间的位置再试")
}

func gigabytes(n uint64) string {
	if n < 1e9 {
		return fmt.Sprintf("%.0f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
