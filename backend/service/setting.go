package service

import (
	"context"
	"encoding/json"

	"shuangsuiji/backend/store"
)

// setting reads a list that stands in a setting.
func setting[T any](ctx context.Context, r store.Reader, key string) ([]T, error) {
	list := []T{}
	raw, err := store.Meta(ctx, r, key)
	if err != nil || raw == "" {
		return list, err
	}
	return list, json.Unmarshal([]byte(raw), &list)
}

func saveSetting[T any](ctx context.Context, tx *store.Tx, key string, list []T) error {
	raw, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return tx.SetMeta(ctx, key, string(raw))
}
