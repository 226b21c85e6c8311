# La página en la que contestan los clientes, sus mensajes y el cartel que lleva a ella.
answer-skip-to-question = Ir a la pregunta
answer-language = Idioma
answer-progress = Cuánto ha avanzado
answer-leave-empty = Deje este campo vacío
answer-begin = Empezar
answer-next = Continuar
answer-pass = Omitir
answer-back = Atrás
answer-send = Enviar respuestas

# Antes de la primera pregunta
answer-length = { $questions ->
    [one] Una pregunta, { $minutes ->
        [one] un minuto más o menos
       *[other] unos { $minutes-written } minutos
    }. Puede parar cuando quiera y seguir más tarde.
   *[other] { $questions-written } pasos breves, { $minutes ->
        [one] un minuto más o menos
       *[other] unos { $minutes-written } minutos
    }. Puede parar cuando quiera y seguir más tarde.
}
answer-length-kiosk = { $questions ->
    [one] Una pregunta, { $minutes ->
        [one] un minuto más o menos
       *[other] unos { $minutes-written } minutos
    }.
   *[other] { $questions-written } pasos breves, { $minutes ->
        [one] un minuto más o menos
       *[other] unos { $minutes-written } minutos
    }.
}
answer-private-anonymous = Sus respuestas son anónimas: no se guarda nada que lleve de ellas a usted.
answer-private-invited = Sus respuestas son anónimas. Se anota que su invitación fue usada, pero no qué respuestas se dieron con ella.
answer-private-named = Sus respuestas no son anónimas: { $organisation } puede ver de quién son, para poder contestarle y corregir lo que haga falta.
answer-private-linked = No se pide ningún nombre. Lo que el enlace a esta página dice de su visita, por ejemplo el lugar, se guarda junto con sus respuestas.
answer-unfinished = En este dispositivo hay respuestas empezadas que no se enviaron.
answer-continue-unfinished = Continuar con ellas

# En una pregunta
answer-mark-expectation = En el mejor de los casos
answer-mark-perception = Su experiencia
answer-mark-minimum = Lo mínimo aceptable
answer-mark-desired = Lo que usted desea
answer-mark-importance = Cuánto importa
answer-not-applicable = No aplica, o no lo sé
answer-entry = de { $min } a { $max }
answer-step = Paso { $number } de { $last }
answer-rather-not = Prefiero no decirlo

# Puntos por repartir
answer-points-title = ¿Qué es lo que más le importa?
answer-points-how = Reparta 100 puntos: cuanto más importe algo, más puntos recibe. También puede dejarlos todos vacíos.
answer-points-left = { $points ->
    [one] Queda { $points-written } punto
   *[other] Quedan { $points-written } puntos
}
answer-points-over = { $points ->
    [one] Sobra { $points-written } punto
   *[other] Sobran { $points-written } puntos
}
answer-points-done = Los 100 puntos están repartidos
answer-points-problem = Los puntos deben sumar 100; ahora suman { $sum }. Cámbielos o deje todos los campos vacíos.
answer-points-less = { $title }: cinco puntos menos
answer-points-more = { $title }: cinco puntos más

# El final
answer-comment = ¿Quiere añadir algo?
answer-comment-add = Añadir unas palabras
answer-comment-hint = ¿Qué estuvo bien? ¿Qué debería cambiar? También puede dejarlo vacío.
answer-comment-hint-anonymous = ¿Qué estuvo bien? ¿Qué debería cambiar? También puede dejarlo vacío. Por favor, no escriba nombres ni números de teléfono: sus respuestas son anónimas.
answer-ready = Esa fue la última pregunta
answer-blanks = Estos pasos quedaron vacíos o a medias. No pasa nada; si quiere volver a uno, elíjalo.
answer-blank = Volver al paso { $number }

# Qué pasa con las respuestas
answer-saved = Guardado
answer-saving = Guardando…
answer-waiting = Sin conexión. Sus respuestas están guardadas en este dispositivo y se enviarán en cuanto haya conexión.
answer-kept = Sus respuestas no fueron aceptadas. Siguen guardadas en este dispositivo.
answer-waiting-title = Sus respuestas esperan la conexión
answer-waiting-text = Están guardadas en este dispositivo y se envían solas en cuanto haya conexión. Puede dejar abierta esta página o volver a abrirla más tarde en el mismo dispositivo.
answer-receipt-says = Este será su código de recibo:
answer-thanks-title = Gracias
answer-thanks = Sus respuestas se han recibido. Ayudan a mejorar el servicio.
answer-thanks-kiosk = Sus respuestas ayudan a mejorar el servicio.
answer-receipt = Su código de recibo
answer-receipt-use = Guárdelo por si más adelante quiere que se borren sus respuestas: con este código se pueden encontrar y, si la encuesta es anónima, solo con él.
answer-start-again = Siguiente persona
answer-later = Continuar más tarde o en otro dispositivo
answer-later-how = Lo que ha contestado está guardado. Abra allí el mismo enlace, elija «Tengo un código» y escriba:
answer-have-code = Tengo un código
answer-code = El código
answer-resume = Continuar con este código
answer-code-unknown = No hay respuestas sin terminar con este código. Revise cada carácter; si ya se enviaron, no hay nada más que hacer.

# En un puesto junto a la puerta
answer-idle-title = ¿Sigue ahí?
answer-idle-text = Si no, en un momento la página empezará de nuevo para la siguiente persona.
answer-idle-stay = Sigo aquí

# Cuando no hay nada que contestar
answer-closed-title = Esta encuesta está cerrada por ahora
answer-closed-text = En este momento no se recogen respuestas. Gracias por su disposición.
answer-used-title = Esta invitación ya se usó
answer-used-text = Se dieron respuestas con ella y se han recibido. Gracias.
answer-empty = Todavía no se ha contestado nada. Conteste al menos una pregunta y después envíe.
answer-unreadable = Lo que se envió no es una respuesta a este cuestionario. Abra de nuevo el enlace.
answer-cookie-title = Abra de nuevo el enlace de su invitación
answer-cookie-text = Esta dirección solo funciona en el navegador en el que se abrió la invitación.

# El cartel
answer-poster-line = Cuéntenos cómo lo hacemos. Apunte la cámara de su teléfono al cuadro.
answer-poster-address = O abra esta dirección:
answer-poster-alt = Código QR con la dirección { $address }
