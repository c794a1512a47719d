package service

import "shuangsuiji/backend/store"

// Store lets tests look behind the services: nothing there is theirs to use.
func (sv *Services) Store() *store.Store { return sv.core.db }
