# cpomdoc : « make contract » fabrique les contrats, « make test » éprouve l'outil. « make » seul affiche l'aide.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
  PYTHON := py -3
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
CONTRAT ?=
AU ?=
ANNEE ?=
FICHIER ?=
LONG ?=

.DEFAULT_GOAL := help
.PHONY: help contract verifier suivi reprendre portefeuille nomme-contrat nomme-fichier test test-long check bench docs lock clean

help:  ## affiche cette aide
	@echo "make contract                 fabrique tous les contrats de contracts/ dans build/"
	@echo "make contract CONTRAT=<ref>   n'en fabrique qu'un"
	@echo "make verifier [CONTRAT=<ref>] vérifie sans rien fabriquer"
	@echo "make suivi CONTRAT=<ref> [ANNEE=2028] [AU=<date>]"
	@echo "                              fabrique le dialogue de gestion d'une année, sinon de la dernière suivie"
	@echo "make reprendre FICHIER=<classeur.xlsx>"
	@echo "                              porte au contrat ce qui a été saisi dans un classeur"
	@echo "make portefeuille [AU=<date>] dresse le tableau de tous les contrats, aujourd'hui ou à la date dite"
	@echo "make test                     passe tous les tests courants"
	@echo "make test-long                passe les longs tests de propriétés"
	@echo "make check                    contrôle le style, les types et les couches du code"
	@echo "make bench                    mesure les vitesses, en rapports"
	@echo "make docs                     refait les pages des règles et des champs, si elles ont changé"
	@echo "make lock                     recalcule les versions figées (avec le réseau)"
	@echo "make clean                    efface l'environnement et ce qui a été fabriqué"

contract: .venv/.pret
	@$(BIN)/cpomdoc construire $(CONTRAT)

verifier: .venv/.pret
	@$(BIN)/cpomdoc verifier $(CONTRAT)

suivi: nomme-contrat .venv/.pret
	@$(BIN)/cpomdoc suivi "$(CONTRAT)" $(if $(ANNEE),--annee $(ANNEE)) $(if $(AU),--au $(AU))

reprendre: nomme-fichier .venv/.pret
	@$(BIN)/cpomdoc reprendre "$(FICHIER)"

nomme-contrat:
	@test -n "$(CONTRAT)" || { echo "Dites de quel contrat : make suivi CONTRAT=tilleuls ANNEE=2028" >&2; exit 2; }

nomme-fichier:
	@test -n "$(FICHIER)" || { echo "Dites quel classeur reprendre : make reprendre FICHIER=build/tilleuls/lancement/….xlsx" >&2; exit 2; }

portefeuille: .venv/.pret
	@$(BIN)/cpomdoc portefeuille $(if $(AU),--au $(AU))

test: .venv/.pret-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-long: .venv/.pret-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m long

check: .venv/.pret-dev
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.pret-dev
	$(BIN)/python -m bench

docs: .venv/.pret
	@$(BIN)/python -m cpomdoc.explaining

lock: .venv/.pret-dev
	$(BIN)/uv pip compile pyproject.toml --extra build $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev $(LOCK) -o requirements-dev.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q

clean:
	rm -rf .venv build

# One file says the environment is whole; an interrupted installation leaves none, and the next make starts again.
.venv/.pret: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c "import sys; sys.exit('cpomdoc demande Python 3.11 ou plus récent.' if sys.version_info < (3, 11) else 0)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installation de l'environnement (une seule fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo ok > $@

.venv/.pret-dev: requirements-dev.lock .venv/.pret
	@echo "Installation des outils de test (une seule fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@echo ok > $@
