# exchange: leer archivos y encontrar en ellos las columnas de un instrumento

## Cualquier archivo
exchange-not-found = No existe el archivo { $file }. Compruebe el nombre y la carpeta.
exchange-is-a-folder = { $file } es una carpeta. Indique el archivo de la encuesta que está dentro.
exchange-forbidden = No tiene permiso para leer { $file }. Pídaselo a su propietario o copie el archivo a una carpeta suya.
exchange-unreadable = No se puede leer { $file }: { $reason }. Copie el archivo a este equipo e inténtelo de nuevo.
exchange-empty = { $file } no contiene respuestas. Exporte de nuevo la encuesta con sus respuestas.
exchange-damaged = { $file } está dañado o incompleto. Expórtelo o descárguelo de nuevo.
exchange-too-many-columns = { $file } tiene más de { $limit-written } columnas, y ninguna encuesta tiene tantas. Compruebe que cada persona ocupe una fila.
exchange-line-too-long = { $file }, línea { $line }: la línea supera { $limit-written } MB. Compruebe que cada persona ocupe su propia línea.

## JSON por líneas
exchange-json-line = { $file }, línea { $line }, carácter { $character }: esto no es un objeto JSON. Escriba una persona por línea, por ejemplo { "{" }"E01": 7, "P01": 5{ "}" }.
exchange-json-list-too-large = { $file } es una sola lista JSON de más de { $limit-written } MB. Escriba un objeto por línea (JSON lines).

## Libros de cálculo
exchange-no-table = { $file } no tiene ninguna hoja con una fila de encabezados y respuestas debajo (hojas: { $sheets }). Ponga los nombres de las columnas en una fila y cada persona en una fila inferior.
exchange-old-workbook = { $file } es un libro antiguo de Excel (.xls) o está protegido con contraseña. Ábralo y guárdelo como .xlsx sin contraseña.
exchange-other-spreadsheet = { $file } es una hoja de cálculo, pero no un libro de Excel. Guárdela como .xlsx o CSV.
exchange-unpacks-too-large = { $file } ocupa al descomprimirse mucho más que cualquier encuesta, así que no se abrió. Guarde la hoja de respuestas como CSV.
exchange-packed = { $file } está comprimido (gzip). Descomprímalo y traiga el archivo que contiene.
exchange-too-many-records = { $file } tiene más de { $limit-written } filas, lo máximo que se trae de una vez por una página. Use la orden «rater import» o divida el archivo.

## SPSS
exchange-sav-truncated = { $file } se interrumpe en medio de la persona { $row }. Guárdelo de nuevo en SPSS o descárguelo otra vez.
exchange-sav-unsupported = { $file } es un archivo de SPSS de un tipo que Rater no lee ({ $what }). Guárdelo de nuevo en SPSS como .sav o expórtelo como CSV.

## Filas rechazadas
exchange-refused-duplicate-id = Fila { $row }: la persona { $value } ya respondió en una fila anterior, que se conservó. Elimine una de las dos filas o indique con --wave la columna que distingue las oleadas.
exchange-refused-duplicate-id-in-wave = Fila { $row }: la persona { $value } ya respondió en una fila anterior de esta oleada; se conservó la primera. Elimine una de las dos filas.
exchange-refused-cell-count = La fila { $row } tiene { $found-written } celdas, pero el encabezado tiene { $expected-written }. Busque un separador que falte o sobre, o unas comillas sin cerrar.
exchange-refused-not-text = La fila { $row } no es texto válido en la codificación del archivo. Guarde el archivo como UTF-8.

## Encontrar las columnas
exchange-undecided = Rater no sabe qué columnas responden a las preguntas de { $instrument }: no se encontraron { $missing-written } ítems ({ $items }). Ejecute rater measure FILE --map mapping.toml para escribir un borrador que usted completa, y después rater measure FILE --mapping mapping.toml.
exchange-battery-missing = El archivo no tiene respuestas a las preguntas de { $battery ->
    [expectation] { exchange-battery-name-expectation }
    [minimum] { exchange-battery-name-minimum }
    [desired] { exchange-battery-name-desired }
    [importance] { exchange-battery-name-importance }
   *[perception] { exchange-battery-name-perception }
 } de { $instrument } (columnas como { $columns }). Elija con --instrument un instrumento adecuado o ejecute rater measure FILE --map mapping.toml para indicar qué columnas las contienen.
exchange-ambiguous = Más de una columna podría ser { $place }: { $columns }. Indique cuál en un archivo de correspondencias: rater measure FILE --map mapping.toml escribe un borrador.
exchange-coded = El archivo contiene códigos como A1 o AO01 en lugar de respuestas y no dice si el primero es el más bajo. Expórtelo de nuevo con números o con las respuestas completas.
exchange-column-unknown = El archivo no tiene la columna { $column }. Sus columnas son: { $columns }.
exchange-column-unknown-hint = El archivo no tiene la columna { $column }; ¿quiso decir { $nearest }? Sus columnas son: { $columns }.
exchange-mapping-syntax = El archivo de correspondencias no es TOML válido en la línea { $line }: { $reason }. Corrija esa línea.
exchange-mapping-format = El archivo de correspondencias debe empezar con format = "rater.mapping/1".
exchange-mapping-value = El archivo de correspondencias tiene un valor incorrecto en { $place }: ahí se espera { $expected }.
exchange-mapping-entry = El archivo de correspondencias tiene una entrada { $place } que Rater no conoce. Se permiten: { $allowed }.
exchange-mapping-place = El archivo de correspondencias asigna a la columna { $column } el lugar { $place }, que { $instrument } no tiene.
exchange-mapping-place-hint = El archivo de correspondencias asigna a la columna { $column } el lugar { $place }, que { $instrument } no tiene; ¿quiso decir { $nearest }?
exchange-mapping-twice = El archivo de correspondencias asigna el lugar { $place } a más de una columna: { $columns }. Deje solo una.
exchange-targets-syntax = { $file }, línea { $line }: no es TOML válido: { $reason }. Corrija esa línea.
exchange-targets-value = { $file } tiene un valor incorrecto en { $place }: ahí se espera algo como { $expected }.
exchange-targets-twice = { $file } nombra la misma columna dos veces, como { $one } y como { $other }. Reúna las proporciones de ambas bajo una sola.

exchange-battery-name-expectation = expectativa
exchange-battery-name-perception = percepción
exchange-battery-name-minimum = nivel mínimo
exchange-battery-name-desired = nivel deseado
exchange-battery-name-importance = importancia

exchange-note-by-text = Se reconocieron { $found-written } columnas por las palabras de sus preguntas.
exchange-note-by-order = Se reconocieron { $found-written } columnas solo por su orden: de { $first } a { $last } como { $battery }. Compruebe que sea así.
exchange-note-battery-absent = El archivo no tiene respuestas de { $battery }, así que se omite todo lo que las necesita.
exchange-note-coded = { $found-written } columnas a partir de { $first } contienen códigos como { $letters }1 o { $letters }01; el primer código se leyó como la respuesta más baja. Si el orden es el inverso, indíquelo en [reversed] en un archivo de correspondencias.
exchange-note-label-of-another = { $column } llama «{ $label }» al { $value }, pero el instrumento llama así al { $labelled }: puede que el archivo esté codificado al revés. Si es así, indíquelo en [reversed] en un archivo de correspondencias.

## Borrador de correspondencias
exchange-draft-head = Correspondencias entre un archivo de encuesta y el instrumento { $instrument }. Complételas y ejecute: rater measure FILE --mapping ESTE-ARCHIVO
exchange-draft-columns = Izquierda: la columna del archivo. Derecha: lo que contiene, por ejemplo expectation.01, perception.01, points.reliability, outcome.overall, id, wave, seconds o ignore.
exchange-draft-missing-places = Aún no se encontraron en el archivo:
exchange-draft-unused = Columnas aún sin usar, con ejemplos de su contenido. Quite el # y escriba el lugar:
exchange-draft-codes = Códigos que significan "sin respuesta" o "no aplica", por columna, y columnas cuya escala va al revés:

## El informe como libro de cálculo
exchange-sheet-summary = Resumen
exchange-sheet-gaps = Brechas
exchange-sheet-numbers = Números
exchange-sheet-data = Calidad de los datos
exchange-sheet-methods = Métodos
exchange-sheet-low = Límite inferior
exchange-sheet-high = Límite superior
exchange-sheet-file = Archivo
exchange-sheet-line = Línea
exchange-sheet-column = Columna
exchange-sheet-value = Valor
exchange-sheet-reason = Motivo
exchange-sheet-page = Página
exchange-sheet-failed = No se pudo escribir el libro: { $reason }. Use --format csv.

## Tables and text files
exchange-header-only = { $file } tiene una fila de encabezado, pero ninguna respuesta debajo. Exporte de nuevo la encuesta con sus respuestas.
exchange-not-text = { $file } no es una tabla de texto ni un archivo que Rater conozca. Guarde la encuesta como CSV, XLSX, SAV o Parquet.
exchange-one-column = { $file } tiene una sola columna; entre las celdas no hay coma, punto y coma, tabulador ni |. Guárdelo como CSV con comas o puntos y comas.
exchange-wrong-delimiter = Las celdas de { $file } parecen estar separadas por { $seen }, que Rater no lee. Guárdelo como CSV con comas o puntos y comas.
exchange-spaces = Las celdas de { $file } parecen estar separadas por espacios, que también aparecen dentro de las respuestas. Guárdelo como CSV con comas o puntos y comas.
exchange-column-not-in-file = { $file } no tiene la columna { $column }, que sí está en el primer archivo. Lea juntos solo archivos de la misma encuesta, con los mismos nombres de columna.
exchange-too-many-segments = La columna { $column } tiene más de { $limit-written } valores distintos, así que no divide a los encuestados en grupos. Elija una columna como sucursal, o quite --by { $column }.
exchange-too-many-pairs = Las columnas { $first } y { $second } tienen juntas más de { $limit-written } valores distintos, así que no dividen a los encuestados en grupos. Reúna grupos pequeños en una de ellas, o quite --by { $first }.
exchange-plan-refused = Estas respuestas no se pueden sumar con exactitud, porque una dimensión tiene demasiados ítems o una escala demasiados puntos. En el instrumento, divida las dimensiones de más de 30 ítems o acorte la escala.
