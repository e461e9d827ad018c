"""What columns and contents of OKR tables are called in German, Portuguese and Spanish, and more.

They stand beside the words of `plain_terms`, each as `headers.term_of` gives it. What a word means
is the same wherever it stands, except for those that `sources` asks the column's content about.
"""

from collections.abc import Mapping
from typing import Final

from okrsheet.core.words import Commitment, Frequency, Level, Rag, Type

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "objective": (
        "objective title", "objective name", "zielsetzung", "objetivo",
        "objetivos", "objetivo estratégico",
    ),
    "objective id": ("objective no", "objective number", "obj id", "ziel-id", "id objetivo"),
    "objective owner": ("objective responsible", "owner of objective"),
    "objective weight": ("weight of objective",),
    "why this matters": (
        "why", "why now", "reason", "rationale", "warum", "begründung", "por que", "porquê",
        "por qué", "motivo", "justificativa", "justificación",
    ),
    "level": ("ebene", "nível", "nivel"),
    "team": (
        "teams", "abteilung", "bereich", "equipe", "equipo", "departamento", "team name",
        "business unit", "org unit",
    ),
    "supports": ("supports objective", "unterstützt", "apoia", "apoya"),
    "key result": (
        "key result title", "key result name", "kr text",
        "schlüsselergebnis", "schlüsselergebnisse", "schlüsselresultat",
        "schlüsselresultate", "resultado-chave", "resultados-chave", "resultado chave",
        "resultados chave", "resultado clave", "resultados clave",
    ),
    "kr id": ("kr-id", "kr nr", "kr-nr", "kr number", "kr code", "key result no", "id kr"),
    "owner": (
        "owners", "owner name", "kr owner", "key result owner", "assigned to", "verantwortlich",
        "verantwortliche", "verantwortlicher",
        "zuständig", "responsável", "responsáveis",
        "responsable", "responsables", "dueño", "dono", "goal owner",
    ),
    "baseline": (
        "initial value", "start value", "startwert", "ausgangswert", "anfangswert", "basiswert",
        "valor inicial", "linha de base", "línea base", "línea de base", "linea base",
        "ponto de partida", "punto de partida", "metric start",
    ),
    "target": (
        "zielwert", "soll", "soll-wert", "sollwert", "alvo", "valor alvo", "valor meta",
        "valor objetivo", "metric target",
    ),
    "current": (
        "ist", "ist-wert", "istwert", "aktuell", "aktueller wert", "aktueller stand", "atual",
        "valor atual", "valor actual", "metric current",
    ),
    "date": (
        "updated on", "aktualisiert", "aktualisiert am", "stand vom", "letzte aktualisierung",
        "atualizado", "atualizado em", "última atualização", "actualizado",
        "última actualización", "fecha", "data", "datum", "last check-in date",
        "data de atualização", "fecha de actualización",
    ),
    "due": (
        "target date", "due on", "fällig", "fällig am", "fälligkeit", "termin", "frist",
        "prazo", "data limite", "vencimento", "fecha límite", "fecha limite", "plazo",
    ),
    "unit": (
        "einheit", "maßeinheit", "unidade", "unidad", "unidade de medida", "unidad de medida",
        "target unit", "metric unit", "unit type",
    ),
    "type": ("metric type", "typ", "tipo", "art", "okr type"),
    "commitment": ("okr type", "type", "typ", "tipo", "ambition"),
    "weight": ("gewicht", "gewichtung", "peso", "weight %", "weightage"),
    "confidence": (
        "confidence level", "confidence %", "zuversicht", "konfidenz", "confiança", "confianza",
    ),
    "status": (
        "rag status", "health", "progress status", "ampel", "situação", "estado",
    ),
    "data source": (
        "source of data", "datenquelle", "quelle", "fonte de dados", "fonte", "fuente de datos",
        "fuente",
    ),
    "update frequency": ("häufigkeit", "frequenz", "frequência", "frecuencia"),
    "period": (
        "quarter", "period", "cycle", "time period", "okr cycle", "goal cycle", "quartal",
        "zeitraum", "zyklus", "trimestre", "período", "periodo", "ciclo",
    ),
    "parent": (
        "parent", "parent id", "parentid", "parent ids", "parent row ids", "parent title",
        "parent objective", "parent objective id", "aligned to", "alignment", "übergeordnet",
        "übergeordnetes ziel", "pai", "padre",
    ),
    "id": (
        "id", "okr id", "okr-id", "row id", "goal id", "no", "nr", "number", "#", "ref", "key",
        "code", "número", "nummer",
    ),
    "text": (
        "title", "name", "okr", "okrs", "okr title", "titel", "título", "goal title",
        "objective / key result", "objectives / key results", "objectives & key results",
        "objectives and key results", "objective/key result", "objective or key result",
        "ziel / schlüsselergebnis", "objetivo / resultado-chave", "objetivo / resultado clave",
    ),
    "kind": (
        "kind", "type", "category", "item type", "okr type", "object type", "goal type", "typ",
        "tipo", "categoria", "categoría", "kategorie",
    ),
}  # fmt: skip
"""Headers that mean a field, by its name in a mapping."""

LIKELY: Final[Mapping[str, tuple[str, ...]]] = {
    "objective": (
        "goal", "goals", "ziel", "ziele", "meta", "metas", "objective description",
        "strategic objective", "strategic goal",
    ),
    "why this matters": (
        "description", "objective description", "beschreibung", "descrição", "descripción",
        "context",
    ),
    "key result": (
        "kr", "krs", "key result description", "success measure", "measure of success",
        "success metric", "metric", "measure", "kpi", "indicator", "indicador", "kennzahl",
        "messgröße", "métrica",
    ),
    "baseline": ("base", "beginn", "início", "inicio", "desde", "de"),
    "target": ("goal", "goals", "ziel", "meta", "objetivo", "end value"),
    "due": ("end", "ende", "fim", "fin"),
    "date": ("stand",),
    "id": ("kr", "krs"),
    "objective id": ("objective", "objetivo", "ziel"),
}  # fmt: skip
"""Headers that mean a field where no other says it better."""

OBJECTIVE_WORDS: Final = frozenset(
    {
        "objective", "objectives", "obj", "o", "goal", "big rock", "ziel", "objetivo", "meta",
        "company objective", "team objective",
    }
)  # fmt: skip
KEY_RESULT_WORDS: Final = frozenset(
    {
        "key result", "key results", "keyresult", "kr", "kpi", "metric",
        "schlüsselergebnis", "resultado-chave", "resultado chave", "resultado clave",
    }
)  # fmt: skip
OTHER_WORDS: Final = frozenset(
    {
        "initiative", "project", "task", "deliverable", "activity", "milestone", "initiativ",
        "initiativen", "projekt", "aufgabe", "maßnahme", "iniciativa", "projeto", "proyecto",
        "tarefa", "tarea",
    }
)  # fmt: skip
TOTALS: Final = frozenset(
    {"total", "totals", "sum", "summe", "gesamt", "average", "durchschnitt", "suma", "soma",
     "média", "media", "grand total"}
)  # fmt: skip
NOTHING: Final = frozenset(
    {"", "-", "--", "\u2013", "\u2014", "n/a", "na", "n.a.", "tbd", "tba", "?", "??", "none",
     "null", "nan", "k.a.", "offen", "x"}
)  # fmt: skip
"""What people type where they have no number yet."""
YES: Final = frozenset({"yes", "y", "true", "ja", "sim", "sí", "si"})
NO: Final = frozenset({"no", "n", "false", "nein", "não", "nao"})

WORDS: Final[Mapping[str, Mapping[str, object]]] = {
    "okr_levels": {
        "unternehmen": Level.COMPANY, "firma": Level.COMPANY, "empresa": Level.COMPANY,
        "organization": Level.COMPANY, "organisation": Level.COMPANY, "corporate": Level.COMPANY,
        "department": Level.TEAM, "equipe": Level.TEAM, "equipo": Level.TEAM,
        "abteilung": Level.TEAM, "departamento": Level.TEAM, "personal": Level.INDIVIDUAL,
        "individuell": Level.INDIVIDUAL, "person": Level.INDIVIDUAL,
    },
    "okr_types": {
        "steigern": Type.INCREASE, "erhöhen": Type.INCREASE, "aumentar": Type.INCREASE,
        "senken": Type.DECREASE, "reduce": Type.DECREASE, "reducir": Type.DECREASE,
        "reduzir": Type.DECREASE, "diminuir": Type.DECREASE, "binary": Type.YES_NO,
        "boolean": Type.YES_NO, "ja/nein": Type.YES_NO, "sim/não": Type.YES_NO,
        "sí/no": Type.YES_NO, "milestone": Type.MILESTONES,
    },
    "okr_commitments": {
        "commit": Commitment.COMMITTED, "stretch": Commitment.ASPIRATIONAL,
        "moonshot": Commitment.ASPIRATIONAL, "roofshot": Commitment.COMMITTED,
        "aspirativ": Commitment.ASPIRATIONAL, "verbindlich": Commitment.COMMITTED,
        "aspiracional": Commitment.ASPIRATIONAL, "comprometido": Commitment.COMMITTED,
        "compromisso": Commitment.COMMITTED,
    },
    "okr_frequencies": {
        "täglich": Frequency.DAILY, "diário": Frequency.DAILY, "diario": Frequency.DAILY,
        "diaria": Frequency.DAILY, "wöchentlich": Frequency.WEEKLY,
        "semanal": Frequency.WEEKLY, "monatlich": Frequency.MONTHLY, "mensal": Frequency.MONTHLY,
        "mensual": Frequency.MONTHLY, "quartalsweise": Frequency.QUARTERLY,
        "trimestral": Frequency.QUARTERLY, "jährlich": Frequency.YEARLY,
        "anual": Frequency.YEARLY, "annual": Frequency.YEARLY, "annually": Frequency.YEARLY,
    },
    "okr_owner_rags": {
        "on track": Rag.GREEN, "g": Rag.GREEN, "grün": Rag.GREEN, "verde": Rag.GREEN,
        "at risk": Rag.YELLOW, "amber": Rag.YELLOW, "y": Rag.YELLOW, "gelb": Rag.YELLOW,
        "amarelo": Rag.YELLOW, "amarillo": Rag.YELLOW, "off track": Rag.RED, "r": Rag.RED,
        "rot": Rag.RED, "vermelho": Rag.RED, "rojo": Rag.RED,
        "auf kurs": Rag.GREEN, "im plan": Rag.GREEN, "no caminho certo": Rag.GREEN,
        "en camino": Rag.GREEN, "en buen camino": Rag.GREEN, "gefährdet": Rag.YELLOW,
        "em risco": Rag.YELLOW, "en riesgo": Rag.YELLOW, "nicht auf kurs": Rag.RED,
        "kritisch": Rag.RED, "crítico": Rag.RED,
    },
}  # fmt: skip
"""What a cell may say instead of a word of a drop-down list, by the name of that list."""
