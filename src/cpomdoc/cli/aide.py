"""The French help of the whole command, as plain text, and the one table that names its commands."""

COMMANDES = {
    "construire": "Fabrique les contrats et leurs annexes dans build/.",
    "verifier": "Vérifie les contrats, sans rien écrire.",
    "suivi": "Fabrique le dialogue de gestion d'une année du contrat, d'après suivi/<année>.yaml.",
    "portefeuille": "Fabrique le tableau de tous les contrats : phases, échéances, programmation, bilan par année.",
    "reprendre": "Porte au contrat ce qui a été saisi dans un classeur Excel du kit de lancement ou du suivi.",
    "sceller": "Fige l'état signé d'un contrat dans versions/, avec les empreintes des documents signés.",
    "comparer": "Dit ce qui change entre deux états d'un contrat : version scellée, révision de git, fichiers.",
    "etat": "Donne le contrat tel qu'il s'applique un jour donné, chaque valeur avec l'acte dont elle vient.",
    "historique": "Suit une valeur d'un contrat à travers toutes ses versions scellées.",
    "revue": "Dit ce qu'une branche change dans les contrats (BASE..TÊTE) : une page et un commentaire à relire.",
    "texte": "Affiche en Markdown ce que dit un document Word, quel qu'il soit.",
    "installer-git": "Règle git pour que « git diff » montre le texte des documents Word (--retirer le défait).",
    "gabarit": "Travaille sur les gabarits Word : « gabarit verifier », « gabarit copier ».",
    "expliquer": "Explique un code (PER-002) ou un champ (capacites.financee).",
}
OPTIONS = {
    "--debug": "Montre le détail technique d'une erreur imprévue.",
    "--version": "Affiche la version.",
    "-h, --help, --aide": "Affiche cette aide.",
}
HELP_NAMES = ("-h", "--help", "--aide")
PROG = "cpomdoc"


def format_aide() -> str:
    """What `cpomdoc --help` prints."""
    return "\n".join(
        [
            f"Utilisation : {PROG} [OPTIONS] COMMANDE [ARGUMENTS]...",
            "",
            "  Tire d'un dossier de fichiers YAML un CPOM et ses annexes, en Word, PDF et Markdown.",
            "",
            "Commandes :",
            *_format_table(COMMANDES),
            "",
            "Options :",
            *_format_table(OPTIONS),
            "",
            f"« {PROG} COMMANDE --help » affiche l'aide d'une commande.",
        ]
    ).translate(_TYPOGRAPHIE)


def _format_table(rows: dict[str, str]) -> list[str]:
    width = max(len(name) for name in rows)
    return [f"  {name:<{width}}  {text}" for name, text in rows.items()]


_TYPOGRAPHIE = str.maketrans({"'": "’"})
