# Every target is one call of run.py, which does the same without make and on Windows: python run.py help
PYTHON ?= python3
COMMANDS = help setup run test check format bench system-deps lock messages coverage screenshots clean

.PHONY: $(COMMANDS)
.DEFAULT_GOAL = help
$(COMMANDS):
	@$(PYTHON) run.py $@ $(ARGS)
