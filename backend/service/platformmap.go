package service

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// MapPlatform remembers which column of the platform's list is which, as
// MapColumns does for the registers, and says what importing it would do then.
func (t *Task) MapPlatform(ctx context.Context, a inspect.Actor, in PlatformInput, choices []ColumnChoice) (PlatformReport, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return PlatformReport{}, err
	}
	if isJSON(in.Path) {
		return PlatformReport{}, inspect.E(inspect.Invalid, "JSON 名单按字段名读取，没有列可以对应").WithField("file").WithRef(in.Path).WithHint("字段名如 raninsTaskId、entName、uniscId")
	}
	if err := (&Library{t.c}).remember(ctx, a, inspect.ActDraw, importPlatform, in.Path, in.At, choices); err != nil {
		return PlatformReport{}, err
	}
	in.At = HeaderRow{}
	return t.PreviewPlatform(ctx, a, in)
}
