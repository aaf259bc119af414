"""What is refused of the folder of a contract: its files and their names, one code each."""

from cpomdoc.loading.refusals import Refusal

FILE_MISSING = Refusal(
    "DOS-001",
    "Il manque le fichier « {nom} » : tout contrat en a un.",
    "Créez-le à côté des autres fichiers du contrat.",
)
FILE_UNKNOWN = Refusal(
    "DOS-002",
    "Le fichier « {nom} » n'est pas un fichier de contrat : il ne serait pas lu.",
    "{proposition}Renommez-le, ou sortez-le du dossier du contrat.",
)
FOLDER_UNKNOWN = Refusal(
    "DOS-003",
    "Le dossier « {nom} » n'a pas sa place ici : ce qu'il contient ne serait pas lu.",
    "{proposition}Renommez-le, ou sortez-le du dossier du contrat.",
)
FILE_NAME_ODD = Refusal(
    "DOS-004",
    "Le nom de fichier « {nom} » n'est pas admis : lettres sans accent, chiffres, tirets et points seulement.",
    "{proposition}Renommez-le, ou sortez-le du dossier du contrat.",
)
FICHE_NAME_ODD = Refusal(FILE_NAME_ODD.code, FILE_NAME_ODD.message, "Renommez-le, par exemple « FA-03.yaml ».")
FILE_NOT_YAML = Refusal(
    "DOS-008",
    "Le fichier « {nom} » n'est pas lu : seuls le sont les fichiers dont le nom finit par « .yaml ».",
    "Recopiez dans {cible} ce que le contrat doit dire, ou sortez le fichier du dossier du contrat.",
)
YEAR_NAME_ODD = Refusal(
    "DOS-009",
    "Le fichier « {nom} » ne porte pas le nom de l'année qu'il suit : il faudrait « {cible} ».",
    "Renommez-le, ou corrigez l'année.",
)
FILE_OUTSIDE = Refusal(
    "DOS-005",
    "« {nom} » est un lien qui mène hors du dossier du contrat, ou nulle part : il n'est pas lu.",
    "Remplacez ce lien par le fichier lui-même.",
)
FILE_UNREADABLE = Refusal(
    "DOS-006",
    "Ce fichier n'a pas pu être lu : {raison}.",
    "Vérifiez vos droits d'accès, ou que le fichier n'est pas ouvert ailleurs.",
)
TOO_MANY_FICHES = Refusal(
    "DOS-007",
    "Il y a plus de {limite} fiches : celle-ci et les suivantes ne sont pas lues.",
    "Vérifiez que le dossier fiches/ ne contient que des fiches actions.",
)
